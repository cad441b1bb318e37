/** Somebody wanted the step under way to end. */
export class ImportCancelled extends Error {
  override name = 'ImportCancelled'
}
