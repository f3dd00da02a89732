/** Every host that the leaf certificate speaks for. The `.test` names are mapped to loopback by the tests' browsers. */
export const NAMES: readonly string[] = [
  'localhost',
  '*.localhost',
  'app.test',
  'www.app.test',
  'merchant.test',
  'pay.test',
  'collector.test',
];

/** Loopback addresses, for pages opened by number. */
export const ADDRESSES: readonly string[] = ['127.0.0.1', '::1'];
