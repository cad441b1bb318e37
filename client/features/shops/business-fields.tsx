import { Input, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import type { Shop } from '../../../server/contract/shops.ts'
import { legalForms } from '../../../server/contract/vocabulary.ts'
import { findItems } from '../../api/find-items.ts'
import styles from '../../ui/dialog-form.module.css'
import { FoundField } from '../../ui/found-field.tsx'
import { useTrades } from './shop-act-queries.ts'

export interface BusinessDraft {
  name: string
  trade: string | undefined
  legalForm: Shop['legalForm']
  licenceNumber: string
  owner: SearchItem | undefined
}

interface BusinessFieldsProps {
  draft: BusinessDraft
  onChange: (draft: BusinessDraft) => void
}

/** What a shop is called, what it trades in, under which licence and whose it is. */
export function BusinessFields({ draft, onChange }: BusinessFieldsProps) {
  const { t, i18n } = useTranslation()
  const trades = useTrades().data?.items ?? []
  const ids = { name: useId(), trade: useId(), form: useId(), licence: useId() }
  return (
    <>
      <div>
        <label htmlFor={ids.name}>{t('shops:name')}</label>
        <Input
          id={ids.name}
          maxLength={100}
          onChange={({ target }) => onChange({ ...draft, name: target.value })}
          value={draft.name}
        />
      </div>
      <div className={styles.pair}>
        <div>
          <label htmlFor={ids.trade}>{t('shops:trade')}</label>
          <Select
            className={styles.field ?? ''}
            id={ids.trade}
            onChange={(trade) => onChange({ ...draft, trade })}
            options={trades.map(({ trade, nameZh, nameEn }) => ({
              value: trade,
              label: i18n.language === 'en' ? nameEn : nameZh,
            }))}
            showSearch={{ optionFilterProp: 'label' }}
            {...(draft.trade && { value: draft.trade })}
          />
        </div>
        <div>
          <label htmlFor={ids.form}>{t('shops:legalForm')}</label>
          <Select
            className={styles.field ?? ''}
            id={ids.form}
            onChange={(legalForm) => onChange({ ...draft, legalForm })}
            options={legalForms.map((one) => ({ value: one, label: t(`shops:form.${one}`) }))}
            value={draft.legalForm}
          />
        </div>
      </div>
      <div>
        <label htmlFor={ids.licence}>{t('shops:licence')}</label>
        <Input
          id={ids.licence}
          maxLength={40}
          onChange={({ target }) => onChange({ ...draft, licenceNumber: target.value })}
          placeholder={t('shops:licenceHint')}
          value={draft.licenceNumber}
        />
      </div>
      <FoundField
        find={findItems}
        kind="person"
        label={t('shops:owner')}
        onChange={(owner) => onChange({ ...draft, owner })}
        placeholder={t('acts:whoExample')}
        value={draft.owner}
      />
    </>
  )
}

/** As a form begins; the owner is named anew or stays. */
export const businessOf = ({ name, trade, legalForm, licenceNumber }: Shop): BusinessDraft => ({
  ...{ name, trade, legalForm, licenceNumber: licenceNumber ?? '', owner: undefined },
})

/** What is told; undefined while name or trade is missing. An owner who is not named stays. */
export function toBusiness({ name, trade, legalForm, licenceNumber, owner }: BusinessDraft) {
  if (name.trim() === '' || !trade) return undefined
  return {
    ...{ name: name.trim(), trade, legalForm, licenceNumber: licenceNumber.trim() || null },
    ...(owner && { ownerId: owner.id }),
  }
}
