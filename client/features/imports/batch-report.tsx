import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportBatch } from '../../../server/contract/imports.ts'
import { type ImportOutcome, importOutcomes } from '../../../server/contract/rosters.ts'
import { toPath } from '../../api/http.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import styles from './batch-report.module.css'
import page from './import-page.module.css'
import { RowList } from './row-list.tsx'

interface BatchReportProps {
  batch: ImportBatch
  counts: Record<ImportOutcome, number>
}

/** How many rows came to what, those of one outcome, and the rejects as a file. */
export function BatchReport({ batch, counts }: BatchReportProps) {
  const { t, i18n } = useTranslation()
  const { number } = useFormatters()
  const first = importOutcomes.find((one) => one !== 'same' && counts[one] > 0) ?? 'same'
  const [chosen, setChosen] = useState<ImportOutcome>()
  const outcome = chosen ?? first
  const rejected = counts.ambiguous + counts.rejected
  return (
    <>
      <div aria-label={t('imports:report')} className={styles.tabs} role="tablist">
        {importOutcomes.map((one) => (
          <button
            aria-controls="import-rows"
            aria-selected={one === outcome}
            data-outcome={one}
            key={one}
            onClick={() => setChosen(one)}
            role="tab"
            type="button"
          >
            <strong>{number(counts[one])}</strong>
            {t(`imports:outcome.${one}`)}
          </button>
        ))}
      </div>
      {rejected > 0 && (
        <p className={page.quiet}>
          {t('imports:rejectsHint')}{' '}
          {(['xlsx', 'csv'] as const).map((format) => (
            <a
              className={styles.download}
              download
              href={toPath(`/api/v1/imports/${batch.id}/rejects`, { format, lang: i18n.language })}
              key={format}
            >
              {t('imports:rejects', { format: format === 'xlsx' ? 'Excel' : 'CSV' })}
            </a>
          ))}
        </p>
      )}
      <div id="import-rows" role="tabpanel">
        <RowList batch={batch} key={outcome} outcome={outcome} />
      </div>
    </>
  )
}
