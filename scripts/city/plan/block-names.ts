import { at, type Random } from '../random.ts'
import { placeNames } from '../reference.ts'

export interface Names {
  next(list: keyof typeof nameLists): string
}

const nameLists = {
  park: placeNames.streetStems.map((stem) => `${stem}公园`),
  square: placeNames.estateStems.map((stem) => `${stem}游园`),
  school: ['第一', '第二', '第三', '第四', '第五', '第六']
    .map((n) => `禾汀${n}中学`)
    .concat(placeNames.streetStems.map((stem) => `${stem}小学`)),
  hospital: ['禾汀人民医院', '禾汀中医医院', '禾汀妇幼保健院', '禾汀第二人民医院'],
  mall: ['万禾广场', '云汀购物中心', '悦澜汇', '锦棠里'],
  foodMarket: ['丰泽农贸市场', '听泉农贸市场', '望禾农贸市场'],
  goodsMarket: ['宏图建材市场', '聚源小商品批发市场', '五谷批发市场'],
  offices: placeNames.organisations,
  factory: placeNames.factories,
}

/** Names of parks, schools, firms and the like; a list that runs out starts again with a suffix. */
export function createNames(random: Random): Names {
  const used = new Map<string, number>()
  const shuffled = new Map(
    Object.entries(nameLists).map(([key, list]) => [
      key,
      ['park', 'square', 'factory', 'offices'].includes(key) ? random.shuffle(list) : list,
    ]),
  )
  return {
    next(list) {
      const names = shuffled.get(list) ?? []
      const index = used.get(list) ?? 0
      used.set(list, index + 1)
      const round = Math.floor(index / names.length)
      const name = at(names, index % names.length)
      return round === 0
        ? name
        : `${name}${['', '东区', '西区', '南区', '北区'][round] ?? round + 1}`
    },
  }
}
