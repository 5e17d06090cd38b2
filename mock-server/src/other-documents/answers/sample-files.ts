const fromBase64 = (text: string) => Buffer.from(text, 'base64');

const PDF = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj',
  'trailer<</Root 1 0 R/Size 4>>',
  '%%EOF',
].join('\n');

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';

/** A WAV file of no sound. */
const WAV = fromBase64('UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=');

/** The smallest files of types that a program may want to open. */
const files: Readonly<Record<string, Buffer>> = {
  'application/pdf': Buffer.from(PDF),
  'image/png': fromBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  'image/gif': fromBase64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'image/jpeg': fromBase64(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
  ),
  'image/svg+xml': Buffer.from(SVG),
  'audio/wav': WAV,
  'audio/x-wav': WAV,
  'application/zip': fromBase64('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=='),
  'application/gzip': fromBase64('H4sIAAAAAAAAAwMAAAAAAAAAAAA='),
};

/** A file of a type; `undefined` for a type that has none. */
export function sampleFile(essence: string): Buffer | undefined {
  return Object.hasOwn(files, essence) ? files[essence] : undefined;
}
