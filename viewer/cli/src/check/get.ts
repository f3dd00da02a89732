import { causeOf } from '../problem.ts';

/** What came of a request. */
export interface Got {
  readonly url: URL;
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly headers: Headers;
  readonly text: string;
  /** Why there is no answer. */
  readonly failed?: string;
}

export type Get = (url: string, init?: RequestInit) => Promise<Got>;

/** No page, script or manifest is larger. */
const LARGEST = 8 * 2 ** 20;
const LIMIT = 15_000;

/** Makes a request; what fails is an answer, too. */
export const get: Get = async (url, init = {}) => {
  try {
    const response = await fetch(url, { redirect: 'follow', ...init, signal: AbortSignal.timeout(LIMIT) });
    return {
      url: new URL(response.url || url),
      status: response.status,
      ok: response.ok,
      redirected: response.redirected,
      headers: response.headers,
      text: await bounded(response),
    };
  } catch (error) {
    const { cause, name } = error as { readonly cause?: unknown; readonly name?: unknown };
    const failed = name === 'TimeoutError' ? `nothing within ${LIMIT / 1000} s` : causeOf(cause ?? error);
    return {
      url: new URL(url),
      status: 0,
      ok: false,
      redirected: false,
      headers: new Headers(),
      text: '',
      failed,
    };
  }
};

async function bounded({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  const reader = body.getReader();
  for (let read = 0; read < LARGEST; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    read += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

/** What browsers take for a script: https://mimesniff.spec.whatwg.org/#javascript-mime-type */
export const isScriptType = (headers: Headers): boolean =>
  /^(application|text)\/(x-)?(java|ecma)script\s*(;|$)/i.test(headers.get('content-type') ?? '');
