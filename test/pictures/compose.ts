import type { Camera, Scheme } from './camera.ts';

/** Pictures and words, put on one sheet. */
export interface Sheet {
  readonly html: string;
  readonly scheme: Scheme;
}

const INK = { light: '#1f2328', dark: '#f0f6fc' };
const LINE = { light: '#d1d9e0', dark: '#3d444d' };
const GROUND = { light: '#ffffff', dark: '#0d1117' };

export const source = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

/** A PNG of the sheet, as high as it is. */
export async function compose(camera: Camera, { html, scheme }: Sheet): Promise<Buffer> {
  const { page } = camera;
  await page.setContent(
    `<!doctype html><style>
      html { background: ${GROUND[scheme]}; color: ${INK[scheme]}; font: 15px/1.4 system-ui, "DejaVu Sans", sans-serif }
      body { margin: 0; display: flow-root }
      img { display: block; border: 1px solid ${LINE[scheme]}; border-radius: 8px; box-sizing: border-box }
      p { margin: 0 0 8px }
    </style>${html}`,
  );
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const size = await page.evaluate(() => {
    const { width, height } = document.body.getBoundingClientRect();
    return { width: Math.ceil(width), height: Math.ceil(height) };
  });
  return camera.take({ x: 0, y: 0, ...size });
}
