const MINIMUM = { major: 20, minor: 19 }
/** From here on Node runs TypeScript files without a flag. */
const STRIPS_TYPES = { major: 22, minor: 18 }

/**
 * @param {string} version such as 20.19.0
 * @returns {string | undefined} the sentence for a Node that is too old
 */
export function explainNodeVersion(version) {
  if (isAtLeast(version, MINIMUM)) return undefined
  return `Node ${version} is too old: install Node ${MINIMUM.major}.${MINIMUM.minor} or newer (24 is best), then run the same command again.`
}

/**
 * @param {string} version such as 24.0.0
 * @returns {boolean} whether this Node runs TypeScript files as they are
 */
export function stripsTypes(version) {
  return isAtLeast(version, STRIPS_TYPES) && !version.startsWith('23.')
}

/**
 * @param {string} version
 * @param {{major: number, minor: number}} minimum
 */
function isAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > minimum.major || (major === minimum.major && minor >= minimum.minor)
}
