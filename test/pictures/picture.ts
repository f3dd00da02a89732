import type { Camera, Scheme } from './camera.ts';
import { SCHEMES } from './camera.ts';
import { encode } from './encode.ts';

/** A picture that is ready to be written. */
export interface Picture {
  /** Of the file, without a folder. */
  readonly name: string;
  readonly webp: Buffer;
}

/** The same in light and in dark: `NAME-light.webp` and `NAME-dark.webp`. */
export async function inBothSchemes(
  name: string,
  camera: Camera,
  shoot: (scheme: Scheme) => Promise<Buffer>,
): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const scheme of SCHEMES) {
    await camera.setScheme(scheme);
    const [still] = await encode(camera.page, [await shoot(scheme)]);
    if (still) pictures.push({ name: `${name}-${scheme}.webp`, webp: still.webp });
  }
  return pictures;
}
