import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'
import styles from '../../../ui/dialog-form.module.css'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn } from '../frame/life-act.ts'
import { listTenants } from './linked-persons.ts'

interface LeaseEndFormProps {
  dwelling: DwellingCell
  onClose: () => void
}

/** A lease ends: of all who rent the dwelling, unless some are taken out. */
export function LeaseEndForm({ dwelling, onClose }: LeaseEndFormProps) {
  const { t } = useTranslation()
  const { dwellingId, label } = dwelling
  const [remaining, setRemaining] = useState<readonly number[]>([])
  const ending = (basis: Basis) => listTenants(basis).filter(({ id }) => !remaining.includes(id))
  return (
    <ActFrame
      of={{ dwellingId }}
      onClose={onClose}
      title={t('acts:title.lease-end', { label })}
      toAct={(event, basis) => {
        const tenantIds = ending(basis).map(({ id }) => id)
        return tenantIds.length === 0
          ? undefined
          : actOn('dwelling', dwellingId, 'lease-end', { ...event, tenantIds })
      }}
      toMine={(basis) => ({
        tenants:
          listTenants(basis)
            .filter(({ id }) => remaining.includes(id))
            .map(({ name }) => name)
            .join(t('persons:separator')) || t('acts:none'),
      })}
    >
      {(basis) =>
        listTenants(basis).length === 0 ? (
          <p className={styles.hint}>{t('acts:notRented')}</p>
        ) : (
          <fieldset className={styles.group}>
            <legend>{t('acts:endingTenants')}</legend>
            <Checkbox.Group
              onChange={(chosen: number[]) =>
                setRemaining(
                  listTenants(basis)
                    .map(({ id }) => id)
                    .filter((id) => !chosen.includes(id)),
                )
              }
              options={listTenants(basis).map(({ id, name }) => ({ value: id, label: name }))}
              value={ending(basis).map(({ id }) => id)}
            />
          </fieldset>
        )
      }
    </ActFrame>
  )
}
