/** Camera as it stands in the address bar. Degrees; height in metres above the ellipsoid. */
export interface CameraView {
  longitude: number
  latitude: number
  heightMeters: number
  headingDegrees: number
  pitchDegrees: number
}
