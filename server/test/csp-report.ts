/** A report as a browser sends it. */
export const CSP_REPORT = {
  age: 5,
  type: 'csp-violation',
  url: 'https://a.example/x',
  body: { blockedURL: 'inline' },
};
