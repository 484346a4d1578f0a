/** 每种问题一句话：第一次出现问题时才加载。 */
import type { ErrorTexts } from '../../../wasm/index';
import type { FaultTexts } from '../en/faultTexts';

const placeOf = ({ sample, iteration }: { sample?: number; iteration?: number }): string =>
  (iteration === undefined ? '' : `第 ${iteration} 次迭代中，`) +
  (sample === undefined ? '' : `第 ${sample} 个样本的 `);

const kinds: Record<string, string> = {
  nothing: '空缺',
  null: ' null',
  boolean: '真假值',
  number: '一个数',
  bigint: '一个 BigInt',
  text: '一段文字',
  symbol: '一个 symbol',
  function: '一个函数',
  list: '一个列表',
  object: '一个对象',
};

const choices: Record<string, string> = {
  activation: '激活函数',
  loss: '损失函数',
  init: '初始化方法',
  optimizer: '优化器',
  schedule: '调度方式',
  batchReduction: '批次合并方式',
  notation: '记号',
  naming: '命名方式',
  mistake: '错误',
  target: '导出目标',
};

function hint(nearest?: string): string {
  return nearest === undefined ? '' : `；是不是想写 "${nearest}"？`;
}

export const faultTexts: FaultTexts = {
  errors: {
    emptyText: () => '文本是空的，这里需要一份 JSON 格式的例子文档',
    notJson: ({ line, column, found }) =>
      `第 ${line} 行第 ${column} 列不符合 JSON 语法：${found === null ? '文本在这里就结束了' : `不应出现“${found}”`}`,
    missing: () => '缺少这一项',
    missingWithoutInit: () => '缺少这一项；只有写了 init 才可以省略',
    unreadable: ({ detail }) => `无法读取：${detail}`,
    unknownKey: ({ name, nearest }) => `没有名为 "${name}" 的项${hint(nearest)}`,
    expectedObject: ({ got }) => `这里应为一个对象，实际为${kinds[got]}`,
    expectedList: ({ got }) => `这里应为一个列表，实际为${kinds[got]}`,
    expectedNumber: ({ got }) => `这里应为一个数，实际为${kinds[got]}`,
    expectedInteger: ({ got }) => `这里应为整数，实际为 ${got}`,
    expectedBoolean: ({ got }) => `这里应为 true 或 false，实际为${kinds[got]}`,
    expectedText: ({ got }) => `这里应为文字，实际为${kinds[got]}`,
    unknownChoice: ({ choice, got, known, nearest }) =>
      `没有名为 "${got}" 的${choices[choice]}${hint(nearest)}（可用：${known.join('、')}）`,
    notFinite: ({ got }) => `这里应为有限的数，实际为 ${got}`,
    tooLargeForDouble: () => '超出双精度数的范围（最大约 1.8×10³⁰⁸）',
    outOfRange: ({ min, max, got }) => `应在 ${min} 到 ${max} 之间，实际为 ${got}`,
    notAbove: ({ bound, got }) => `应大于 ${bound}，实际为 ${got}`,
    wrongNumberCount: ({ expected, got }) => `应有 ${expected} 个数，实际为 ${got} 个`,
    wrongRowCount: ({ expected, got }) => `应有 ${expected} 行，实际为 ${got} 行`,
    tooFewItems: ({ min, got }) => `至少要有 ${min} 项，实际为 ${got} 项`,
    tooManyItems: ({ max, got }) => `最多可有 ${max} 项，实际为 ${got} 项`,
    unknownVersion: ({ got, known }) => `不认识版本 ${got}；这个程序读取版本 ${known}`,
    tooManyParameters: ({ max, got }) => `太大：到这里已有 ${got} 个权重和偏置，最多可有 ${max} 个`,
    tooManySampleNumbers: ({ max, got }) => `太大：输入和目标共有 ${got} 个数，最多可有 ${max} 个`,
    targetOutsideUnitInterval: ({ got, loss }) => `损失 ${loss} 的目标应在 0 与 1 之间，实际为 ${got}`,
    lossNeedsOutput: ({ loss, output, got }) => `损失 ${loss} 要求最后一层用 ${output}，这里是 ${got}`,
    lastLayerOnly: ({ activation }) => `${activation} 只能用在最后一层：它的每个输出都取决于整层的加权和`,
    notADecimal: ({ text }) => `这里应为 -0.0065、3×10⁻⁵ 或 1/3 这样的数，实际为“${text}”`,
    labelEmpty: () => '这里应为一个名字，实际为空',
    textTooLong: ({ max, got }) => `最多可有 ${max} 个字符，实际为 ${got} 个`,
    textCharacter: ({ character }) => `这里不能使用字符 ${character}`,
    refused: () => '不能这样做',
    notAQuantityId: ({ text }) => `"${text}" 不是量的编号；编号形如 w.2.0.1、b.2.0、x.0、eta`,
    unknownQuantity: ({ id }) => `这个网络里没有 ${id}`,
    notSettable: ({ id }) =>
      `${id} 是算出来的量；能设定的是权重、偏置、输入、目标和训练的各个数（eta、mu、beta1、beta2、epsilon、lambda）`,
    notDerivable: ({ id }) => `不能求损失对 ${id} 的导数；可以对权重、偏置、z、a 和 x 求`,
    notAParameter: ({ id }) => `${id} 不是权重，也不是偏置`,
    notVaried: ({ id }) => `${id} 在这里不能变动；可以变动权重和偏置，求单个样本的损失时还可以变动它的输入和目标`,
    notAGradient: ({ id }) => `${id} 既不是权重或偏置的梯度，也不是 δ`,
    notOfOneSample: ({ id }) => `${id} 是一批样本的量，不属于单个样本`,
    sameQuantity: ({ id }) => `应为两个不同的量，实际两个都是 ${id}`,
    notDependent: ({ of, id }) => `${of} 不是由 ${id} 算出的 L、a 或 z`,
    notAFactor: ({ of, wrt }) =>
      `∂${of}/∂${wrt} 不是链式法则里的一个因子：可以是 L 对输出、a 对自己的 z，或者 z 对自己的权重、偏置或输入求导`,
    noSuchSample: ({ got, count }) => `没有样本 ${got}；共有 ${count} 个样本，从 0 数起`,
    wrongInputCount: ({ inputs, got }) => `每个样本应有 ${inputs} 个数，实际共有 ${got} 个`,
    tooManyEpochs: ({ max, got }) =>
      `对这个网络和这些样本，一次最多训练 ${max} 轮，实际为 ${got} 轮；给出 milliseconds 就可以分段训练`,
    overflow: ({ quantity, ...place }) =>
      `${placeOf(place)}${quantity} 超出了双精度数的范围。请撤销，或者换小一些的学习率或数值`,
    undefinedValue: ({ quantity, ...place }) =>
      `${placeOf(place)}${quantity} 没有值：出现了零或负数的对数、除以零之类的情况。请撤销，或者换别的数值`,
    sessionClosed: () => '这次会话已经关闭',
    noWebAssembly: () => '这个浏览器没有 WebAssembly，或者它被关闭了',
    wasmNotFound: ({ url, status }) =>
      `在 ${url} 找不到编译好的计算核心${status === undefined ? '' : `（状态 ${status}）`}`,
    notWasm: () => '计算核心的文件不是 WebAssembly 文件',
    wasmNotUsable: ({ detail }) => `编译好的计算核心在这里不能使用：${detail}`,
    coreFailed: ({ detail }) => `计算核心意外停止：${detail}`,
    outOfMemory: () =>
      '内存不足，什么都没有改变。请关闭不需要的会话，或者换用较小的网络、较少的样本；如果仍然不行，请重新加载计算核心（页面）',
  } satisfies ErrorTexts,
  errorAt: (path, sentence) => `${path}：${sentence}`,
  pageErrors: {
    emptyNumber: () => '这里没有数字。在输入之前，原来的值不变。',
    notANumber: (p) => `“${p.text}”不是数字。请写成 0.3、-2、1/3 或 1e-3 这样的形式。`,
    ambiguousNumber: (p) => `“${p.text}”里的逗号可能是千位分隔符，也可能是小数点。小数请用点，整数请不要加逗号。`,
    numberTooLarge: (p) => `${p.text} 太大了：双精度数最大约为 1.8 × 10³⁰⁸。`,
    numberTooSmall: (p) => `${p.text} 太小了：大于 0 的最小双精度数约为 4.9 × 10⁻³²⁴。`,
    fileUnreadable: (p) => `无法读取文件“${p.name}”。`,
    linkTooLarge: () => '现在的内容太大，放不进链接：地址不再随之更新，重新加载会丢失它。',
    noPacking: () => '此浏览器无法读写包含自定义网络的链接，请换用较新的版本。文档可以在“修改网络”中复制为 JSON。',
    unknownScenario: (p) => `没有名为“${p.name}”的例子。`,
    unknownParameter: (p) => `这个网络里没有参数 ${p.id}。`,
    unknownQuantity: (p) => `没有名为“${p.name}”的量。`,
    unknownTest: (p) => `“${p.test}”不是可用的判断条件。`,
    unknownFormula: (p) => `“${p.show}”不是公式的显示方式。`,
    textTooLarge: (p) => `文档太大：这里最多能读 ${p.max} 个字符。`,
    damagedLink: (p) => `链接在“${p.part}”处损坏，无法打开。现在看到的不是它原来的内容；您的工作没有受影响。`,
    tooMuchToReplay: () => '按这个网络的规模，链接要求的迭代次数太多，无法在此重算。您的工作没有受影响。',
    languageMissing: () => '英文文本加载失败，请检查网络。',
    wrongCell: (p) => `第 ${p.row} 行第 ${p.column} 列：“${p.text}” 不是数。没有作任何改动。`,
    ambiguousCell: (p) =>
      `第 ${p.row} 行第 ${p.column} 列：“${p.text}” 里的逗号可能是小数点，也可能是千位分隔符。没有作任何改动，请用小数点书写。`,
    ambiguousComma: (p) =>
      `“${p.text}” 可能是两个数，也可能是一个带小数逗号的数。没有作任何改动，请用制表符或分号分列，或者用小数点书写。`,
    tooManyColumns: (p) => `第 ${p.row} 行有 ${p.got} 个单元格，而从这里起表格只有 ${p.max} 列。没有作任何改动。`,
    tooManyRows: (p) => `粘贴了 ${p.got} 行，而从这里起表格只有 ${p.max} 行。没有作任何改动。`,
    notAnArray: (p) => `数组的方括号之外还有“${p.text}”。没有作任何改动。`,
    tooManySamples: (p) => `这样会有 ${p.got} 个样本，最多可有 ${p.max} 个。没有作任何改动。`,
    copyRefused: () => '浏览器不允许复制。请选中地址栏，手动复制。',
    wrongAttribute: (p) => `属性 ${p.name} 不能取值“${p.value}”。`,
    unexpected: (p) => `出现了不该出现的问题：${p.detail}`,
  },
};
