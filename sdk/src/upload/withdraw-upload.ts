import { openPermission } from '@offstage/sw-plugin/internal/upload';

/**
 * Takes a yes to uploading back, at once and for good: a worker that uploads stops with its next event, and the random id
 * of this installation goes. Resolves with what that was, so that the app can have what the server knows of it erased
 * (`DELETE /api/reports?install=…`, which takes a token that no page has); undefined where there was none. Never rejects.
 *
 * A page that was started with `upload` and still says yes would say so again: let it say no from now on.
 *
 * @example
 * const install = await withdrawUpload();
 * if (install) await fetch('/forget', { method: 'POST', body: install });
 */
export async function withdrawUpload(): Promise<string | undefined> {
  try {
    const permission = openPermission();
    const install = await permission.forget();
    await permission.say(false);
    return install;
  } catch {
    // There is no log, and so nothing to send.
    return undefined;
  }
}
