import type { Page } from 'playwright-core';

/** A picture, or what of it differs from the one before: a still WebP file with its place in device pixels. */
export interface Encoded {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly webp: Buffer;
}

export interface EncodeOptions {
  /** 0 to 1 (default 0.8: letters stay sharp, and a picture has half the bytes of a PNG). */
  readonly quality?: number;
}

/**
 * Encodes PNGs as WebP, in the browser that took them. Of each but the first only the rectangle that changed; its corner is
 * even, as an animated WebP wants it.
 *
 * @param page any page; nothing is left in it
 */
export async function encode(
  page: Page,
  frames: readonly Buffer[],
  { quality = 0.8 }: EncodeOptions = {},
): Promise<readonly Encoded[]> {
  const encoded = await page.evaluate(
    async ([pngs, quality]) => {
      let before: ImageData | undefined;
      const done = [];
      for (const png of pngs) {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d', {
          willReadFrequently: true,
        }) as OffscreenCanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        const now = context.getImageData(0, 0, bitmap.width, bitmap.height);
        let [left, top, right, bottom] = [0, 0, bitmap.width - 1, bitmap.height - 1];
        if (before) {
          [left, top, right, bottom] = [right, bottom, 0, 0];
          const [a, b] = [new Uint32Array(before.data.buffer), new Uint32Array(now.data.buffer)];
          for (let at = 0; at < b.length; at += 1) {
            if (a[at] === b[at]) continue;
            const [x, y] = [at % bitmap.width, Math.floor(at / bitmap.width)];
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
          // Nothing changed: one pixel stands for it.
          if (right < left) [left, top, right, bottom] = [0, 0, 0, 0];
          left -= left % 2;
          top -= top % 2;
        }
        before = now;
        const [width, height] = [right - left + 1, bottom - top + 1];
        const cut = new OffscreenCanvas(width, height);
        cut.getContext('2d')?.drawImage(canvas, -left, -top);
        const blob = await cut.convertToBlob({ type: 'image/webp', quality });
        const webp = new Uint8Array(await blob.arrayBuffer());
        let text = '';
        for (let at = 0; at < webp.length; at += 8192)
          text += String.fromCharCode(...webp.subarray(at, at + 8192));
        done.push({ x: left, y: top, width, height, webp: btoa(text) });
      }
      return done;
    },
    [frames.map((frame) => frame.toString('base64')), quality] as const,
  );
  return encoded.map((one) => ({ ...one, webp: Buffer.from(one.webp, 'base64') }));
}
