/** The mark of the product. */
export function Logo() {
  return (
    <svg aria-hidden="true" height="24" style={{ flex: 'none' }} viewBox="0 0 24 24" width="24">
      <rect fill="var(--accent)" height="24" rx="6" width="24" />
      <path
        d="M12 4.6 19.4 12 12 19.4 4.6 12Z"
        fill="none"
        stroke="var(--on-accent)"
        strokeLinejoin="round"
        strokeWidth="2"
      />
    </svg>
  )
}
