import { addCell, addLandUse, type Box, type Parcel } from '../plan/parcel.ts'
import { at } from '../random.ts'
import { type EstateContext, type EstateOptions, startEstate } from './estate-context.ts'
import { addHousing, addPublicHouse, addServiceHouse } from './estate-houses.ts'
import { planRows, type RowPlace, rowLines } from './estate-rows.ts'
import { addStreetShops } from './estate-shops.ts'
import { planSlots, type Slot, slotCuts } from './estate-slots.ts'
import { type HousingForm, type HousingFormName, housingForms } from './housing-forms.ts'

/** Fills a block with an estate: rows of buildings turned south, one cell for each building. */
export function layOutEstate(parcel: Parcel, name: HousingFormName, options: EstateOptions): void {
  const form: HousingForm = housingForms[name]
  const context = startEstate(parcel, form, options)
  const rows = planRows(parcel, context)
  const lines = rowLines(parcel, rows)
  const garden = rows.length >= 3 ? Math.floor(rows.length / 2) : -1
  rows.forEach((row, index) => {
    const band = { south: at(lines, index), north: at(lines, index + 1) }
    layOutRow(parcel, context, options, {
      row,
      band,
      isFirst: index === 0,
      isLast: index === rows.length - 1,
      hasGarden: index === garden,
    })
  })
  if (rows.length === 0) addCell(parcel, [0, 0, parcel.width, parcel.height])
}

function layOutRow(
  parcel: Parcel,
  context: EstateContext,
  options: EstateOptions,
  place: RowPlace,
) {
  const { random } = parcel
  const slots = planSlots(parcel, context, place)
  const cuts = slotCuts(parcel, slots)
  const gardenSlot = place.hasGarden && slots.length > 2 ? random.int(1, slots.length - 2) : -1
  const publicSlot = place.isFirst && options.hasPublicHouse ? slots.length - 1 : -1
  const kindergartenSlot = place.hasGarden && options.hasKindergarten ? gardenSlot : -1
  slots.forEach((slot, index) => {
    const box: Box = [at(cuts, index), place.band.south, at(cuts, index + 1), place.band.north]
    const cell = addCell(parcel, box)
    if (index === publicSlot || index === kindergartenSlot) {
      addPublicHouse(parcel, context, {
        cell,
        slot,
        row: place.row,
        isSchool: index === kindergartenSlot,
      })
    } else if (index === gardenSlot)
      addServiceHouse(parcel, context, { cell, slot, row: place.row })
    else addHousing(parcel, context, { cell, slot, row: place.row })
    addStreetShops(parcel, context, place, { cell, box })
  })
  addGreenStrip(parcel, slots, place)
}

/** Lawns behind each row, cut where the buildings are. */
function addGreenStrip(parcel: Parcel, slots: Slot[], { row, band, isLast }: RowPlace): void {
  const room = band.north - row.north
  if (room < 7 || isLast) return
  for (const slot of slots) {
    const south = row.north + room * 0.35
    addLandUse(parcel, 'green', [slot.west + 2, south, slot.east - 2, row.north + room * 0.75])
  }
}
