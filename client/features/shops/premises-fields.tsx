import { Input, InputNumber } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import styles from '../../ui/dialog-form.module.css'

export interface PremisesDraft {
  floor: number
  address: string
  area: number | null
}

interface PremisesFieldsProps {
  draft: PremisesDraft
  onChange: (draft: PremisesDraft) => void
}

/** Where in the building a shop is, and how large. */
export function PremisesFields({ draft, onChange }: PremisesFieldsProps) {
  const { t } = useTranslation()
  const ids = { floor: useId(), address: useId(), area: useId() }
  return (
    <>
      <div className={styles.pair}>
        <div>
          <label htmlFor={ids.floor}>{t('shops:floorLabel')}</label>
          <InputNumber
            className={styles.field ?? ''}
            id={ids.floor}
            max={200}
            min={-5}
            onChange={(floor) => onChange({ ...draft, floor: floor ?? 1 })}
            precision={0}
            value={draft.floor}
          />
        </div>
        <div>
          <label htmlFor={ids.area}>{t('shops:area')}</label>
          <InputNumber
            className={styles.field ?? ''}
            id={ids.area}
            max={1_000_000}
            min={0.1}
            onChange={(area) => onChange({ ...draft, area })}
            suffix="m²"
            value={draft.area}
          />
        </div>
      </div>
      <div>
        <label htmlFor={ids.address}>{t('shops:address')}</label>
        <Input
          id={ids.address}
          maxLength={200}
          onChange={({ target }) => onChange({ ...draft, address: target.value })}
          value={draft.address}
        />
      </div>
    </>
  )
}

export const premisesOf = ({ floor, address, areaSquareMeters }: Shop): PremisesDraft => ({
  ...{ floor, address: address ?? '', area: areaSquareMeters },
})

export const toPremises = ({ floor, address, area }: PremisesDraft) => ({
  ...{ floor, address: address.trim() || null, areaSquareMeters: area },
})
