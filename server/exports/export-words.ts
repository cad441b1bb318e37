import type { ExportLanguage } from '../contract/exports.ts'
import type { RegistrationPlace, RelationToHead, Sex } from '../contract/vocabulary.ts'

type Words = Readonly<Record<ExportLanguage, string>>

const word = (zh: string, en: string): Words => ({ 'zh-CN': zh, en })

/** What stands above the columns of exported lists. */
const headings = {
  address: word('地址', 'Address'),
  name: word('姓名', 'Name'),
  headName: word('户主', 'Head'),
  relation: word('与户主关系', 'Relation to head'),
  sex: word('性别', 'Sex'),
  ageBand: word('年龄段', 'Age'),
  identityNumber: word('身份证号', 'Identity number'),
  phone: word('电话', 'Phone'),
  registration: word('户籍地', 'Registered'),
  memberCount: word('人数', 'Persons'),
  elsewhereCount: word('户籍不在本地人数', 'Registered elsewhere'),
  verifiedOn: word('核实日期', 'Verified on'),
  shopName: word('商铺名称', 'Shop'),
  trade: word('业态', 'Trade'),
  building: word('楼栋', 'Building'),
  floor: word('楼层', 'Floor'),
  areaSquareMeters: word('面积（平方米）', 'Floor area (m²)'),
  openedOn: word('开业日期', 'Opened on'),
  otherName: word('另一人姓名', 'Name of the other'),
  otherAddress: word('另一人地址', 'Address of the other'),
} as const
export type Heading = keyof typeof headings

export const headingOf = (heading: Heading, language: ExportLanguage): string =>
  headings[heading][language]

/** The words of closed lists, as the client shows them. */
export const exportVocabulary = {
  relation: {
    head: word('户主', 'Head'),
    spouse: word('配偶', 'Spouse'),
    child: word('子女', 'Child'),
    'child-in-law': word('儿媳或女婿', 'Child-in-law'),
    grandchild: word('孙辈', 'Grandchild'),
    parent: word('父母', 'Parent'),
    'parent-in-law': word('岳父母或公婆', 'Parent-in-law'),
    grandparent: word('祖辈', 'Grandparent'),
    sibling: word('兄弟姐妹', 'Sibling'),
    'other-relative': word('其他亲属', 'Other relative'),
    unrelated: word('非亲属', 'Not related'),
  } satisfies Record<RelationToHead, Words>,
  sex: { male: word('男', 'male'), female: word('女', 'female') } satisfies Record<Sex, Words>,
  registration: {
    here: word('本地', 'here'),
    county: word('本县其他街道', 'elsewhere in the county'),
    prefecture: word('本市其他县区', 'elsewhere in the prefecture'),
    province: word('本省其他市', 'elsewhere in the province'),
    elsewhere: word('外省', 'another province'),
  } satisfies Record<RegistrationPlace, Words>,
}

/** A value of a closed list in words; null where the role does not see it. */
export function wordFor(
  list: keyof typeof exportVocabulary,
  value: string | null,
  language: ExportLanguage,
): string | null {
  const words: Record<string, Words> = exportVocabulary[list]
  return value === null ? null : (words[value]?.[language] ?? value)
}

interface Mark {
  by: string
  entry: number
  purpose: string
}

/** The line that says whose file this is. */
export function markOf({ by, entry, purpose }: Mark, language: ExportLanguage): string {
  const at = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return language === 'zh-CN'
    ? `由 ${by} 于 ${at} 导出，用途：${purpose}，审计记录 ${entry}。内含个人信息，请妥善保管。`
    : `Exported by ${by} on ${at} for: ${purpose} (audit entry ${entry}). Personal data: keep it safe.`
}
