import { Form, Input } from 'antd'

interface NameItemProps {
  label: string
  /** Said where it is empty. */
  missing: string
  /** Field of the form. */
  field?: string
}

/** What something is called on screen: any text that is not blank. */
export function NameItem({ label, missing, field = 'name' }: NameItemProps) {
  return (
    <Form.Item
      label={label}
      name={field}
      rules={[{ required: true, whitespace: true, message: missing }]}
    >
      <Input autoComplete="off" maxLength={80} />
    </Form.Item>
  )
}
