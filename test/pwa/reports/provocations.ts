/** Does the deed; may answer a line about what came of it. */
type Provocation = (otherOrigin: string) => string | undefined | Promise<string | undefined>;

const blockedImage: Provocation = () => {
  new Image().src = `/reports-demo/dot.svg?${Date.now()}`;
  return undefined;
};

const askPosition: Provocation = () =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('This browser has no geolocation.');
    navigator.geolocation.getCurrentPosition(
      () => resolve('Position given.'),
      (error) => resolve(`Position refused: ${error.message}`),
    );
  });

const synchronousRequest: Provocation = () => {
  const request = new XMLHttpRequest();
  try {
    request.open('GET', '/reports-demo/dot.svg', false);
    request.send();
    return 'The synchronous request was answered.';
  } catch (error) {
    return `The synchronous request was refused: ${String(error)}`;
  }
};

/** By kind of case. Cases that need no script, since their headers do it all, are not in here. */
export const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  csp: blockedImage,
  'csp-report-only': blockedImage,
  'csp-report-uri': blockedImage,
  'trusted-types': () => {
    try {
      document.createElement('p').innerHTML = '<b>plain text</b>';
      return 'The browser let it pass: it has no Trusted Types.';
    } catch (error) {
      return String(error);
    }
  },
  'permissions-policy': askPosition,
  'permissions-policy-report-only': askPosition,
  deprecation: synchronousRequest,
  'document-policy': synchronousRequest,
  intervention: () => {
    if (!('vibrate' in navigator)) return 'This browser has no vibrate().';
    return navigator.vibrate(100) ? 'It vibrated.' : 'The browser refused to vibrate.';
  },
  integrity: () =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      script.addEventListener('load', () => resolve('The script ran: this browser has no Integrity-Policy.'));
      script.addEventListener('error', () => resolve('The script was blocked.'));
      script.src = '/reports-demo/without-integrity.js';
      document.head.append(script);
    }),
  coep: (otherOrigin) =>
    new Promise((resolve) => {
      const image = new Image();
      image.addEventListener('load', () => resolve('The image was loaded.'));
      image.addEventListener('error', () => resolve('The image was blocked.'));
      image.src = `${otherOrigin}/reports-demo/dot.svg?${Date.now()}`;
    }),
  'network-error': async () => {
    const answers = await Promise.allSettled([fetch('/reports-demo/reset'), fetch('/reports-demo/missing')]);
    const said = answers.map((answer) =>
      answer.status === 'fulfilled' ? String(answer.value.status) : 'no answer',
    );
    return `The server said: ${said.join(', ')}.`;
  },
};
