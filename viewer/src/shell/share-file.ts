import { download } from './download.ts';

/** A file of a kind that share sheets know. */
const sample = (): File => new File(['x'], 'x.txt', { type: 'text/plain' });

/** Whether this device hands files on. */
export const canShareFiles = (): boolean =>
  typeof navigator !== 'undefined' && navigator.canShare?.({ files: [sample()] }) === true;

/**
 * Hands a file to the device's share sheet, with words; where that takes no files, it is saved instead.
 *
 * @param text what is said beside it
 */
export async function shareFile(file: File, text?: string): Promise<void> {
  // Share sheets know pages and `text/plain`; few know JSON lines.
  const plain =
    file.type === 'text/html' ? file : new File([file], `${file.name}.txt`, { type: 'text/plain' });
  if (!navigator.canShare?.({ files: [plain] })) {
    download(file, file.name);
    return;
  }
  // Rejects when the person closes the sheet, which is an answer too.
  await navigator
    .share({ files: [plain], title: file.name, ...(text !== undefined && { text }) })
    .catch(() => {});
}
