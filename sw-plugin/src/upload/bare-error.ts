import { bareStack } from './bare-stack.ts';
import { browserWords } from './browser-words.ts';

/** What the language, the platform and `typeof` name errors. */
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    'Error AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError InternalError ' +
    'DOMException IndexSizeError HierarchyRequestError WrongDocumentError InvalidCharacterError NoModificationAllowedError ' +
    'NotFoundError NotSupportedError InUseAttributeError InvalidStateError InvalidModificationError NamespaceError ' +
    'InvalidAccessError TypeMismatchError SecurityError NetworkError AbortError URLMismatchError QuotaExceededError ' +
    'TimeoutError InvalidNodeTypeError DataCloneError EncodingError NotReadableError UnknownError ConstraintError DataError ' +
    'TransactionInactiveError ReadOnlyError VersionError OperationError NotAllowedError OptOutError ' +
    'string number boolean undefined object function symbol bigint'
  ).split(' '),
);

export interface ErrorWords {
  /** What stands for text of the app's own. */
  hide(text: string): string;
  /** What an app's own message leaves as. */
  message(text: string): string;
  /** Text of the closed list. */
  open(text: string): string;
  /** What relative addresses count from. */
  readonly base: string;
}

/** An error as it may leave: built-in names, the browser's own sentences, and scripts with line and column. */
export function bareError(error: unknown, { hide, message, open, base }: ErrorWords): unknown {
  if (typeof error === 'string') return browserWords(error) ?? message(error);
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, message: text, stack } = error as Readonly<Record<string, unknown>>;
  return {
    ...(typeof name === 'string' && { name: BUILT_IN.has(name) ? open(name) : hide(name) }),
    ...(typeof text === 'string' && { message: text && (browserWords(text) ?? message(text)) }),
    ...(typeof stack === 'string' && { stack: open(bareStack(stack, base)) }),
  };
}
