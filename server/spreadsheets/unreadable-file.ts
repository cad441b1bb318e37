/** Why a file cannot be read as a table; each has its sentence. */
export type UnreadableReason =
  | 'file-empty'
  | 'file-too-large'
  | 'file-inflates-too-much'
  | 'file-old-excel'
  | 'file-binary-workbook'
  | 'file-not-a-table'
  | 'file-broken'
  | 'file-encoding-unknown'
  | 'file-quote-open'
  | 'file-sheet-missing'
  | 'file-too-wide'
  | 'file-header-missing'

const sentences: Record<UnreadableReason, string> = {
  'file-empty': 'The file holds no rows.',
  'file-too-large': 'The file is too large: divide it into parts.',
  'file-inflates-too-much':
    'The workbook unpacks to more than can be read: take pictures and other sheets out, or divide it.',
  'file-old-excel':
    'This is an old Excel file (.xls), or one with a password: open it in Excel and save it as an Excel workbook (.xlsx) without a password.',
  'file-binary-workbook':
    'This kind of workbook cannot be read: save it as an Excel workbook (.xlsx).',
  'file-not-a-table': 'This is neither an Excel workbook (.xlsx) nor a text table (CSV).',
  'file-broken': 'The workbook is damaged: open it in Excel and save it anew.',
  'file-encoding-unknown':
    'The text is neither UTF-8 nor GBK: save it in Excel as "CSV UTF-8", or as .xlsx.',
  'file-quote-open': 'A quotation mark is opened and never closed.',
  'file-sheet-missing': 'The workbook has no sheet of that name.',
  'file-too-wide': 'The table has more columns than a roster can have.',
  'file-header-missing':
    'No row with the names of the columns was found within the first rows: put it above the data.',
}

/** The file cannot be read; the message says how to mend it and repeats nothing of what it holds. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason, place = '') {
    super(`${place}${sentences[reason]}`)
    this.reason = reason
  }
}
