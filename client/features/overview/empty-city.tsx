import { useTranslation } from 'react-i18next'
import { StateView } from '../../ui/state-view.tsx'

/** A database without a city: says how one gets in. */
export function EmptyCity() {
  const { t } = useTranslation()
  return (
    <StateView
      detail={
        <>
          {t('overview:empty.how')} <code>npm run seed</code>
        </>
      }
      icon="empty"
      title={t('overview:empty.title')}
    />
  )
}
