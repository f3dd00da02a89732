import { download } from './download.ts';

/** Hands a file to the device's share sheet; where that takes no files, it is saved instead. */
export async function shareFile(file: File): Promise<void> {
  // Share sheets know `text/plain`; few know JSON lines.
  const plain = new File([file], `${file.name}.txt`, { type: 'text/plain' });
  if (!navigator.canShare?.({ files: [plain] })) {
    download(file, file.name);
    return;
  }
  // Rejects when the person closes the sheet, which is an answer too.
  await navigator.share({ files: [plain], title: file.name }).catch(() => {});
}
