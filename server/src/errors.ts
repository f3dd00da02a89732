/** Everything that can go wrong before or while serving, by its stable code: what happened, and what to do next. */
const MESSAGES = {
  PORT_IN_USE:
    'Port {port} on {host} is in use. Stop the other program, or choose another port: --port {next}',
  PORT_FORBIDDEN: 'No permission to listen on port {port}. Choose one above 1023: --port 8080',
  ADDRESS_UNKNOWN: 'This machine has no address {host}. Choose one that it has, e.g. --host 127.0.0.1',
  TOKEN_NEEDED:
    'Without a token everybody who reaches this server could read and delete the reports. {next}, or say that you want that: {anonymous}',
  TOKEN_SHORT:
    'The {role} token has fewer than {shortest} characters, so it could be guessed. Make one: node -p "crypto.randomUUID()"',
  TOKEN_UNREADABLE:
    'The {role} token has a space, or a character beyond ASCII, in it, so no header could carry it. Make one: node -p "crypto.randomUUID()"',
  TOKEN_TWICE: 'The {role} token is the same as another one. Give each a text of its own',
  PUSH_KEY:
    'Cannot send pushes: {cause}. Make a pair with npx web-push generate-vapid-keys, and give the private one as OFFSTAGE_PUSH_KEY with --push-subject mailto:YOU',
  PUSH_TOKEN:
    'Without a token everybody could send pushes in the name of your app. Give a token, or leave out the push key',
  TOKEN_NOT_KEPT:
    'Cannot keep the token in {file} ({cause}). Make that possible, or give one with --token or OFFSTAGE_TOKEN',
  VIEWER_NOT_BUILT:
    'There is no built viewer in {folder}: index.html is missing. Give the folder of one (node_modules/@offstage/viewer/dist/app, say), or leave the option out for the one that comes along',
  DATA_NOT_WRITABLE:
    'Cannot write to the data folder {folder} ({cause}). Choose one that is writable: --data FOLDER',
  STORE_URL:
    'The store {url} is neither a file name, a sqlite: URL nor a postgres:// URL. Example: --store postgres://user@host/offstage',
  STORE_NOT_OPENED: 'Cannot open the store {url}: {cause}. {next}, then start again',
  STORE_IN_USE:
    'Another server uses {url}. Stop it, give this one a file of its own, or let both use PostgreSQL',
  STORE_NEWER:
    'The store {url} was written by a newer version (schema {found}, this program knows {known}). Update offstage-server',
  STORE_OLDER:
    'The store {url} was written by an older version (schema {found}, this program has {known}), and a server still runs on it. Update that server first, or stop it',
  STORE_NOT_FOUND:
    'There is no store {url}. Name the file with --store FILE, or its folder with --data FOLDER',
  COPY_BROKEN_OFF:
    'After {copied} reports the copy was broken off: {cause}. Run the same command again: what is there already is not copied twice',
  COPY_ONTO_ITSELF: '{url} is where the reports are. Name another store with --to',
  BACKUP_EXISTS: '{file} is there already. Choose another name, or move that one away',
  BACKUP_FAILED: 'The copy was not made: {cause}. Nothing of it was left behind; the original is as it was',
  BACKUP_BROKEN: '{file} is no backup that can be restored: {cause}',
  BACKUP_TOOL: 'A PostgreSQL store is saved by its own program: {command}',
  STORE_THERE:
    'There is a store at {file} already. Move it away, or choose another place with --data or --store',
  STOP_FILE: 'Cannot watch the stop file {file} ({cause}). Choose one that can be removed: --stop-file FILE',
  PUSHES_NOT_READ:
    'What became of pushes could not be read from {url}: {cause}. Name the server with --url URL',
  NOT_WELL: 'The server at {url} is not well ({cause}). Its own words are in its log',
  NOT_STOPPED:
    'No server stopped within {seconds} s of writing {file}. Is one running that watches this file? Ctrl+C in its window stops it too',
  APP_NAME:
    'An app cannot be named {name}: a name has letters a–z, digits and hyphens, begins with a letter, has 40 characters at most, and is none of reports, api, viewer, healthz, metrics',
  APPS_FILE: 'Cannot use the apps of {file} ({cause}). README has what such a file looks like',
  APP_TOKENS:
    'Where apps are named each has tokens of its own. Leave out --token, --read-token, --send-token and --allow-anonymous (and what the environment has), and name tokens in the file of --apps',
  STORE_FULL: 'The disk that holds the store is full. Free some space; writing resumes by itself',
  STORE_READ_ONLY: 'The store is read-only. Make it writable again; writing resumes by itself',
  STORE_REFUSED:
    'The disk that holds the store refuses to be written or read. See to it; writing resumes by itself',
  STORE_BUSY: 'More reports are waiting to be stored than {limit}. The browser will retry',
  STORE_UNAVAILABLE: 'The store cannot be reached ({cause}). Writing resumes by itself once it can',
  STORE_CLOSED: 'The store is closed',
  SQLITE_MISSING: 'No SQLite for this platform ({cause}). Use Node 24.12 or later, or a PostgreSQL store',
  BAD_OPTION: '{message}. All options: offstage-server --help',
} as const;

export type ErrorCode = keyof typeof MESSAGES;

/** An error that a person can act on. `code` is stable; the message ends with the next step. */
export class OffstageError extends Error {
  readonly code: ErrorCode;
  /** What the message was made with. */
  readonly values: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    values: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(
      MESSAGES[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?')),
      options,
    );
    this.name = 'OffstageError';
    this.code = code;
    this.values = values;
  }
}
