// The pixels of the project's images: the browser decodes them. Here and not in the Worker, where drawings of lines can't be.
import type { WantedImage } from './protocol.js';

const DRAWING = 'image/svg+xml';

/** Decodes an image. What it says of colours beyond sRGB, and of gamma, is passed over, as it is natively. */
export async function decodeImage({ mime, width, height, bytes }: WantedImage): Promise<ImageBitmap> {
  const options: ImageBitmapOptions = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' };
  if (mime !== DRAWING) return createImageBitmap(new Blob([new Uint8Array(bytes)], { type: mime }), options);
  const address = URL.createObjectURL(new Blob([sized(new TextDecoder().decode(bytes), width, height)], { type: DRAWING }));
  try {
    const element = new Image(width, height);
    element.src = address;
    await element.decode();
    return await createImageBitmap(element, { ...options, resizeWidth: width, resizeHeight: height });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A drawing that says how large it is: one that leaves that to its viewBox is otherwise decoded to nothing, or not at all. */
function sized(drawing: string, width: number, height: number): string {
  const { documentElement: root } = new DOMParser().parseFromString(drawing, DRAWING);
  if (!root.hasAttribute('viewBox')) return drawing;
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(root);
}
