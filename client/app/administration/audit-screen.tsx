import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AuditPage } from '../../features/audit/audit-page.tsx'
import { ReportDialog } from '../../features/persons/report-dialog.tsx'
import { useMay } from '../../state/use-session.ts'

/** The audit, with the report on a person for who may give it. */
export function AuditScreen() {
  const mayReport = useMay('person.rights')
  return <AuditPage {...(mayReport && { renderPersonTools })} />
}

const renderPersonTools = (personId: number) => <ReportButton personId={personId} />

function ReportButton({ personId }: { personId: number }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} size="small">
        {t('audit:reportOf')}
      </Button>
      {isOpen && <ReportDialog onClose={() => setOpen(false)} personId={personId} />}
    </>
  )
}
