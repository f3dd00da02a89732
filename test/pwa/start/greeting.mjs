/**
 * What the terminal shows once the demo listens: the address, what to click, and what to expect of reports.
 *
 * @param {{ url: string, data: string, caFile: string | undefined }} demo `url` ends in a slash
 * @returns {string}
 */
export function greeting({ url, data, caFile }) {
  return `
Offstage demo is running.

  App       ${url}
  Viewer    ${url}viewer
  Reports   ${url}reports        browsers post here
  API       ${url}api/reports
  Data      ${data}

  1. Open the app, write a note, press some buttons under Services and Reports.
  2. Open the viewer: each event is there, and stays there when all is closed.

${caFile === undefined ? OVER_HTTP : overHttps(caFile)}
Ctrl-C stops.
`;
}

const OVER_HTTP = `Over http browsers send no Reporting API posts, only CSP reports to report-uri, and no payment handler
can be installed. To see those too: npx pnpm@12 start --https
`;

/** @param {string} caFile */
function overHttps(caFile) {
  return `Your own certificate authority signed this server. Browsers don't know it yet, and without it they register
no service worker. Trust it once (its key stays in the data folder; remove the trust when you are done):

  Chrome on Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n offstage -i ${caFile}
  macOS            security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${caFile}
  Windows          certutil -user -addstore Root ${caFile}
  Firefox          Settings > Privacy & Security > View Certificates > Authorities > Import
`;
}
