import { Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'

interface CreateDialogProps<Input extends object> {
  /** What it does; the button says the same. */
  title: string
  isOpen: boolean
  onClose: () => void
  initialValues?: Partial<Input>
  /** How the making goes. */
  state: { isPending: boolean; error: Error | null; reset: () => void }
  onSubmit: (input: Input) => void
  /** Items of the form. */
  children: ReactNode
}

/** Asks for what something new needs; each time it opens it begins anew. */
export function CreateDialog<Input extends object>(props: CreateDialogProps<Input>) {
  const { title, isOpen, onClose, initialValues = {}, state, onSubmit, children } = props
  const [form] = Form.useForm<Input>()
  const beginAnew = () => {
    form.resetFields()
    state.reset()
  }
  return (
    <Modal
      afterClose={beginAnew}
      confirmLoading={state.isPending}
      okText={title}
      onCancel={onClose}
      onOk={form.submit}
      open={isOpen}
      title={title}
    >
      <Form
        form={form}
        initialValues={initialValues}
        layout="vertical"
        onFinish={onSubmit}
        requiredMark={false}
      >
        {children}
        <ProblemText problem={state.error && toApiProblem(state.error)} />
      </Form>
    </Modal>
  )
}
