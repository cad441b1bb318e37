import type { RegistrationPlace, RelationToHead, Sex } from '../../contract/vocabulary.ts'

const toMap = <T extends string>(words: Record<T, string>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([value, synonyms]) =>
      [value, ...synonyms.split(' ')].map((word): [string, T] => [word, value]),
    ),
  )

export const sexWords = toMap<Sex>({ male: '男 男性 m 1', female: '女 女性 f 2' })

/** The first is how a blank file and this product name it. */
export const relationWords = toMap<RelationToHead>({
  head: '户主 本人 户主本人 self',
  spouse: '配偶 妻 夫 妻子 丈夫 夫妻 爱人 husband wife',
  child:
    '子女 子 女 儿子 女儿 长子 次子 三子 长女 次女 三女 独生子 独生女 养子 养女 继子 继女 son daughter',
  'child-in-law': '子女配偶 儿媳 女婿 儿媳妇 媳 婿 daughter-in-law son-in-law',
  grandchild:
    '孙子女 孙子 孙女 孙 外孙 外孙女 外孙子 外孙子女 孙子女或外孙子女 曾孙 曾孙女 grandson granddaughter',
  parent: '父母 父 母 父亲 母亲 继父 继母 father mother',
  'parent-in-law': '配偶父母 岳父 岳母 公公 婆婆 公 婆 岳父母 公婆 father-in-law mother-in-law',
  grandparent:
    '祖父母 祖父 祖母 爷爷 奶奶 外祖父 外祖母 外公 外婆 姥爷 姥姥 祖父母或外祖父母 grandfather grandmother',
  sibling: '兄弟姐妹 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 brother sister',
  'other-relative': '其他亲属 其他亲戚 亲属 亲戚 侄子 侄女 外甥 外甥女 叔 伯 姑 姨 舅 relative',
  unrelated: '非亲属 其他 无亲属关系 无关系 合租 租客 保姆 朋友 同事 other',
})

export const registrationWords = toMap<RegistrationPlace>({
  here: '本地 本街道 本社区 本区 本城区 户籍在此',
  county: '本县 本县其他 县内 本市县内',
  prefecture: '本市 市内 本地级市 本市其他',
  province: '本省 省内 本省其他',
  elsewhere: '外省 省外 外地 其他省',
})

export const legalForms = toMap<'individual' | 'company' | 'other'>({
  individual: '个体工商户 个体 个体户 个人',
  company: '企业 公司 有限公司 法人企业',
  other: '其他 其它 事业单位 社会组织',
})
