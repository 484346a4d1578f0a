/** Two losses side by side. */
export const compare = {
  title: (a: string, b: string) => `${a} and ${b}, factor by factor`,
  differs: 'differs',
  same: 'the same',
  explain: (differing: number, total: number) =>
    differing === 0
      ? 'With these numbers all factors are equal.'
      : differing === 1
        ? `Of ${total} factors on this path, one differs: how L reacts to the output. The loss enters nowhere else, which is why the rule for hidden layers is the same for both.`
        : `Of ${total} factors on this path, ${differing} differ.`,
  under: (loss: string) => `Under ${loss} there is nothing to compare:`,
  notPossible: 'The other loss cannot be used with this network:',
};
