/**
 * Why a row is not taken, in both languages: what is wrong and how to mend it. They stand here and
 * not with the texts of the screen, because the file of rejects says the same.
 */
export const rowReasons = {
  'name-missing': ['姓名为空：请填写。', 'The name is missing: fill it in.'],
  'name-wrong': ['姓名不是 2 到 40 个文字：请改正。', 'A name has 2 to 40 letters: correct it.'],
  'identity-number-lost': [
    'Excel 已把身份证号变成数字，后几位已丢失：把该列设为“文本”格式，重新填写号码。',
    'Excel has turned the identity number into a number, and its last digits are lost: format the column as text and fill the number in again.',
  ],
  'identity-number-wrong': [
    '身份证号有误（应为 18 位，末位校验码须相符）：请核对。',
    'The identity number is wrong (18 characters, of which the last checks the others): compare it with the card.',
  ],
  'birth-date-missing': [
    '既没有身份证号，也没有出生日期：请至少填一项。',
    'Neither identity number nor birth date is given: fill in one of them.',
  ],
  'birth-date-wrong': [
    '出生日期不是 1900 年至今的日期：请写成 1980-05-01。',
    'The birth date is no day from 1900 until today: write it as 1980-05-01.',
  ],
  'birth-date-contradicts': [
    '出生日期与身份证号不符：请改正其中一项。',
    'Birth date and identity number state different days: correct one of them.',
  ],
  'sex-missing': [
    '没有性别，也没有身份证号可推知：请填写男或女。',
    'The sex is missing, and no identity number states it: fill it in.',
  ],
  'sex-wrong': ['性别须为男或女。', 'The sex is male or female.'],
  'sex-contradicts': [
    '性别与身份证号不符：请改正其中一项。',
    'Sex and identity number contradict each other: correct one of them.',
  ],
  'phone-wrong': [
    '电话应为 7 到 15 位数字：请改正或留空。',
    'A phone has 7 to 15 digits: correct it or leave it empty.',
  ],
  'phone-lost': [
    'Excel 已把电话变成科学计数，数字已丢失：把该列设为“文本”格式，重新填写。',
    'Excel has turned the phone into a rounded number: format the column as text and fill it in again.',
  ],
  'relation-missing': [
    '没有与户主关系：请填写，户主写“户主”。',
    'The relation to the head is missing: fill it in; of the head write "head".',
  ],
  'relation-wrong': [
    '不认识这种与户主关系：请用户主、配偶、子、女、父、母等。',
    'This relation to the head is not known: use head, spouse, child, parent and the like.',
  ],
  'registration-wrong': [
    '户籍应为本地、本县、本市、本省或外省。',
    'The registration is here, county, prefecture, province or elsewhere.',
  ],
  'moved-in-wrong': [
    '入住日期不是今天以前的日期：请写成 2024-05-01。',
    'The day of moving in is no day until today: write it as 2024-05-01.',
  ],
  'moved-in-before-birth': [
    '入住日期早于出生日期：请改正其中一项。',
    'The day of moving in is before birth: correct one of them.',
  ],
  'address-missing': [
    '没有住址：请填写小区、楼号、单元和房号。',
    'The address is missing: fill in estate, building, unit and room.',
  ],
  'address-unclear': [
    '看不懂住址：请写成“金光花园3号楼2单元1102”。',
    'The address cannot be read: write it as 金光花园3号楼2单元1102.',
  ],
  'estate-unknown': [
    '系统里没有这个小区：请核对名称，或先建小区。',
    'There is no such estate: compare its name, or add it first.',
  ],
  'building-unknown': [
    '这个小区里没有这栋楼：请核对楼号，或先建楼。',
    'The estate has no such building: compare its number, or add it first.',
  ],
  'dwelling-unknown': [
    '这栋楼里没有这套房：请核对单元和房号，或先建房屋。',
    'The building has no such dwelling: compare unit and room, or add it first.',
  ],
  'dwelling-ambiguous': [
    '住址可指多套房：请写明单元。',
    'The address means several dwellings: name the unit.',
  ],
  'repeats-line': [
    '与第 {line} 行完全相同：已取前一行。',
    'Says the same as line {line}, which is taken.',
  ],
  'contradicts-line': [
    '与第 {line} 行是同一人，内容却不同：请只留正确的一行。',
    'Line {line} is about the same person and says something else: keep the one that is right.',
  ],
  'two-heads': [
    '同一户有两个户主：请改正，或用“户编号”区分两户。',
    'The household has two heads: correct it, or tell two households apart by a household number.',
  ],
  'head-missing': [
    '这一户没有户主：请补上户主一行。',
    'The household has no head: add the line of the head.',
  ],
  'head-rejected': [
    '这一户的户主（第 {line} 行）未被接受：请先改正那一行。',
    'The head of this household (line {line}) is not taken: mend that line first.',
  ],
  'head-in-register': [
    '这一户在系统里另有户主，而表中没有此人：请补上此人一行，或先登记变更户主。',
    'The household has another head in the registry, who is not in this file: add a line for that person, or record the change of head first.',
  ],
  'head-leaves-others': [
    '此人是原住户的户主，家里还有人不在表中：请先登记变更户主。',
    'The person is head of a household whose other members are not in this file: record the change of head first.',
  ],
  'household-unknown': [
    '这套房里没有住户可加入：请先有户主一行。',
    'No household lives in that dwelling yet: a line of its head comes first.',
  ],
  'moved-before': [
    '此人在原住处的入住日期不早于表中日期：请核对入住日期。',
    'The person came to live in the present home on that day or later: compare the day of moving in.',
  ],
  'person-restricted': [
    '此人的资料已限制使用：请与管理员联系。',
    'The data of this person may not be used now: ask an administrator.',
  ],
  'person-died': [
    '系统里此人已去世：请核对。',
    'The registry says that the person has died: compare it.',
  ],
  'person-ambiguous': [
    '系统里有几个人可能是他：请补上身份证号。',
    'Several persons of the registry may be meant: add the identity number.',
  ],
  'person-elsewhere': [
    '系统里同名同生日的人住在别处：请补上身份证号，或先登记迁居。',
    'Somebody of that name and birth date lives elsewhere: add the identity number, or record the move first.',
  ],
  'number-differs': [
    '住在这里的同名同生日的人，身份证号不同：请核对号码，或先更正资料。',
    'Somebody of that name and birth date lives there with another identity number: compare it, or correct the record first.',
  ],
  'dwelling-occupied': [
    '这套房里已住着别的户：请先登记迁出，或核对住址。',
    'Another household lives in that dwelling: record its move first, or compare the address.',
  ],
  'household-ambiguous': [
    '这些人分属系统里的不同户：请先登记并户或迁居。',
    'These persons belong to different households of the registry: record their move first.',
  ],
  'changed-since': [
    '预检之后系统里的资料已变：请再导入一次。',
    'The registry has changed since the check: import the line again.',
  ],
  'shop-name-missing': ['店名为空：请填写。', 'The name of the shop is missing: fill it in.'],
  'trade-missing': [
    '没有经营类别：请填写，如餐饮。',
    'The trade is missing: fill it in, such as 餐饮.',
  ],
  'trade-wrong': [
    '不认识这种经营类别：请用模板所列的类别。',
    'This trade is not known: use one that the blank file lists.',
  ],
  'legal-form-wrong': [
    '主体类型应为个体工商户、企业或其他。',
    'The legal form is individual, company or other.',
  ],
  'floor-wrong': [
    '楼层不是 -5 到 200 之间的整数。',
    'The floor is a whole number from -5 to 200, without 0.',
  ],
  'area-wrong': ['面积应为大于 0 的平方米数。', 'The area is a number of square metres above 0.'],
  'opened-on-wrong': [
    '开业日期不是今天以前的日期：请写成 2024-05-01。',
    'The day of opening is no day until today: write it as 2024-05-01.',
  ],
  'shop-ambiguous': [
    '这栋楼里有几家同名的店：请先改名区分。',
    'Several shops of that name are in the building: tell them apart by their names first.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type RowReason = keyof typeof rowReasons

/** The reasons that leave open who or what is meant; they come with candidates. */
export const ambiguousReasons: readonly RowReason[] = [
  'dwelling-ambiguous',
  'person-ambiguous',
  'person-elsewhere',
  'number-differs',
  'dwelling-occupied',
  'household-ambiguous',
  'shop-ambiguous',
]

/** A reason in words. `line` is the other line that it is about. */
export function reasonText(
  reason: RowReason,
  language: 'zh-CN' | 'en',
  line?: number | null,
): string {
  const [zh, en] = rowReasons[reason]
  return (language === 'zh-CN' ? zh : en).replace('{line}', String(line ?? '?'))
}
