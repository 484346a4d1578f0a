/** 不同学习率下更新的结果。 */
import type { rate as english, Tried } from './rate.en';

const loss = (samples: number) => (samples > 1 ? `${samples} 个样本的平均 L ` : 'L ');
const end = ({ way, after }: Tried) => `${{ down: '降到', up: '升到', stays: '仍为' }[way]} ${after}`;
const NOT_FINITE = '之后的数不再是有限的';

export const rate: typeof english = {
  rates: (parameter, samples, [rate, here], [tenfold, larger]) =>
    `η = ${rate} 时，更新${
      here ? `使 ${parameter} 变为 ${here.value}，${loss(samples)}从 ${here.before} ${end(here)}` : NOT_FINITE
    }。若 η 为十倍，即 η = ${tenfold}，${larger ? `则 ${parameter} 变为 ${larger.value}，L ${end(larger)}` : `更新${NOT_FINITE}`}。`,
};
