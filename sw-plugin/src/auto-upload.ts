/**
 * What the second classic script, `offstage-upload.js`, is built from. Options, if any, are taken from the plugin's global,
 * which the worker sets before: `self.offstageOptions = { upload: { url } }`; a function or a promise of them may stand
 * there as well. Without, the worker does what a page has said.
 *
 * @module
 */
import { type MayUpload, upload, type WorkerUploadOptions } from './start-upload.ts';

upload(
  (globalThis as { readonly offstageOptions?: { readonly upload?: MayUpload<WorkerUploadOptions> } })
    .offstageOptions?.upload,
);
