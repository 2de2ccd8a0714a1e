// Files of the person's machine: chosen in the browser's own dialog, and saved to where the browser saves.

/** Lets the person choose files, or all of a folder's; resolves to none where they choose none. */
export function chooseFiles({ folder = false } = {}): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = folder;
    input.addEventListener('change', () => { resolve([...input.files ?? []]); });
    input.addEventListener('cancel', () => { resolve([]); });
    input.click();
  });
}

/** Saves bytes or text as a file of that name. */
export function saveFile(name: string, content: Uint8Array<ArrayBuffer> | string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
}

/** A project's title as the name of a file. */
export function fileNameOf(title: string, extension: string): string {
  const plain = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return `${plain === '' ? 'project' : plain}.${extension}`;
}
