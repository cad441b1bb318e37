import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormatters } from '../../i18n/use-formatters.ts'
import type { MeasureKind, MeasureResult } from '../../scene/scene-types.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './measure-panel.module.css'

export const measureKinds = ['distance', 'height', 'area'] as const satisfies MeasureKind[]

interface MeasurePanelProps {
  kind: MeasureKind
  result: MeasureResult | undefined
  onAgain: () => void
  onClose: () => void
}

/** What is being measured, how, and the figure so far. */
export function MeasurePanel({ kind, result, onAgain, onClose }: MeasurePanelProps) {
  const { t } = useTranslation()
  const { length, area } = useFormatters()
  const value = result && (kind === 'area' ? area(result.value) : length(result.value))
  return (
    <section aria-label={t(`measuring:kind.${kind}`)} className={styles.panel}>
      <header>
        <h3>{t(`measuring:kind.${kind}`)}</h3>
        <IconButton icon="close" label={t('measuring:end')} onClick={onClose} shortcut="Esc" />
      </header>
      <output aria-live="polite">{value ?? '–'}</output>
      <p>{t(`measuring:how.${kind}`)}</p>
      <Button onClick={onAgain} size="small">
        {t('measuring:again')}
      </Button>
    </section>
  )
}
