import { isLicenceNumber, normaliseLicenceNumber } from '../../contract/licence-number.ts'
import type {
  BusinessChange,
  RecordedShop,
  ShopClosing,
  ShopCorrection,
  ShopMove,
  ShopOpening,
  ToldShop,
} from '../../contract/shops.ts'
import type { Database } from '../../db/database.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'
import { toPinyin } from '../../registry/pinyin.ts'
import { type ActSubject, callAct, recordAct, toBase } from './act.queries.ts'
import { wrongLicence } from './life-events.errors.ts'

/** @throws as recordAct, DomainError 400 for a wrong licence number */
export const openShop = (database: Database, body: ShopOpening) =>
  recordAct<RecordedShop>(
    database,
    sql`open_shop(${toBase(body)}, ${toColumns({ floor: 1, ...body })})`,
  )

/** Null where there is no such shop within reach. @throws as callAct */
export const moveShop = (database: Database, { id, revision }: ActSubject, body: ShopMove) =>
  callAct<number>(
    database,
    sql`move_shop(${id}, ${toBase(body, { revision })}, ${toColumns(body)})`,
  )

/** As {@link moveShop}. @throws DomainError 400 for a wrong licence number */
export const changeBusiness = (
  database: Database,
  { id, revision }: ActSubject,
  body: BusinessChange,
) =>
  callAct<number>(
    database,
    sql`change_business(${id}, ${toBase(body, { revision })}, ${toColumns(body)})`,
  )

/** As {@link moveShop}. */
export const closeShop = (database: Database, { id, revision }: ActSubject, body: ShopClosing) =>
  callAct<number>(database, sql`close_shop(${id}, ${toBase(body, { revision })})`)

/** As {@link moveShop}. @throws DomainError 400 for a wrong licence number */
export const correctShop = (
  database: Database,
  { id, revision }: ActSubject,
  body: ShopCorrection,
) =>
  callAct<number>(
    database,
    sql`correct_shop(${id}, ${revision}, ${toColumns(body)}, ${body.reason.trim()})`,
  )

/** Null where there is no such event that is the caller's to undo. @throws as callAct */
export const undoShopEvent = (database: Database, id: number, reason: string) =>
  callAct<number>(database, sql`undo_shop_event(${id}, ${reason.trim()})`)

/** What is told, by the columns of shop_state. */
function toColumns(told: ToldShop & Pick<ShopCorrection, 'openedOn'>): SqlFragment {
  const name = told.name?.trim()
  const pinyin = name === undefined ? undefined : toPinyin(name)
  return sql`${JSON.stringify({
    ...{ name, pinyin: pinyin?.full, initials: pinyin?.initials },
    ...{ trade: told.trade, legal_form: told.legalForm, owner_id: told.ownerId },
    licence_number: toLicence(told.licenceNumber),
    ...{ building_id: told.buildingId, floor: told.floor },
    address: told.address?.trim() || (told.address === undefined ? undefined : null),
    area_square_meters: told.areaSquareMeters,
    geom:
      told.position && `SRID=4326;POINT(${told.position.map((one) => one.toFixed(7)).join(' ')})`,
    opened_on: told.openedOn,
  })}::jsonb`
}

function toLicence(told: string | null | undefined): string | null | undefined {
  const number = told && normaliseLicenceNumber(told)
  if (!number) return told === undefined ? undefined : null
  if (!isLicenceNumber(number)) throw wrongLicence()
  return number
}
