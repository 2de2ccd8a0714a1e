// The pixels of the project's images: the browser decodes them. Here and not in the Worker, where drawings of lines can't be.
import type { WantedImage } from './protocol.js';

/** Decodes an image. What it says of colours beyond sRGB, and of gamma, is passed over, as it is natively. */
export async function decodeImage({ mime, width, height, bytes }: WantedImage): Promise<ImageBitmap> {
  const blob = new Blob([new Uint8Array(bytes)], { type: mime });
  const options: ImageBitmapOptions = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' };
  if (mime !== 'image/svg+xml') return createImageBitmap(blob, options);
  const address = URL.createObjectURL(blob);
  try {
    const element = new Image(width, height);
    element.src = address;
    await element.decode();
    return await createImageBitmap(element, { ...options, resizeWidth: width, resizeHeight: height });
  } finally {
    URL.revokeObjectURL(address);
  }
}
