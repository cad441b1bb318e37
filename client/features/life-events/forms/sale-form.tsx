import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'
import styles from '../../../ui/dialog-form.module.css'
import { namesOf, nobodyChosen, PersonsField } from '../fields/persons-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import { actOn } from '../frame/life-act.ts'
import { listLinked } from './linked-persons.ts'

interface SaleFormProps {
  dwelling: DwellingCell
  onClose: () => void
}

/** Ownership passes, by sale, gift or inheritance: all who own the dwelling from then on. */
export function SaleForm({ dwelling, onClose }: SaleFormProps) {
  const { t } = useTranslation()
  const { dwellingId, label } = dwelling
  const [owners, setOwners] = useState(nobodyChosen)
  return (
    <ActFrame
      of={{ dwellingId }}
      onClose={onClose}
      title={t('acts:title.sale', { label })}
      toAct={(event) =>
        owners.chosen.length === 0
          ? undefined
          : actOn('dwelling', dwellingId, 'sale', { ...event, ownerIds: [...owners.chosen] })
      }
      toMine={(basis) => ({
        owners: namesOf(listLinked(basis, 'owner', 'lives'), owners).join(t('persons:separator')),
      })}
    >
      {(basis) => (
        <>
          <p className={styles.hint}>
            {t('acts:ownedBy', {
              names:
                listLinked(basis, 'owner')
                  .map(({ name }) => name)
                  .join(t('persons:separator')) || t('acts:none'),
            })}
          </p>
          <PersonsField
            candidates={listLinked(basis, 'owner', 'lives')}
            draft={owners}
            label={t('acts:newOwners')}
            onChange={setOwners}
          />
        </>
      )}
    </ActFrame>
  )
}
