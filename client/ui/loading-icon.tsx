import { Icon } from './icon.tsx'
import styles from './loading-icon.module.css'

/**
 * Turns in a button while its act is under way. Ant Design's own comes and goes by a transition
 * whose end can be missed: the icon then stays, and with it the word "loading" in the button's name.
 */
export const LoadingIcon = () => <Icon className={styles.icon} name="loading" size={14} />
