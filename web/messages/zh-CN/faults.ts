/** 出了什么问题，可以怎么办。 */
import type { faults as faultsEn } from '../en/faults';

export const faults: typeof faultsEn = {
  partMissing: '页面的这一部分加载失败，请检查网络。',
  undrawn: '页面的这一部分无法显示。',
  tryAgain: '重试',
  failure: (quantity, cause) =>
    cause === 'overflow'
      ? `${quantity} 超出了双精度数的范围，后面的量都无法再算。常见的原因是学习率太大、步长过大，或者权重、输入本身太大。`
      : `${quantity} 在这里没有值：出现了零或负数的对数，或者除以零。它前面的数都没有问题。`,
  failureUndo: '撤销上一次改动',
  dismiss: '知道了',
};
