import { hashGlsl } from './pattern.glsl.ts'

/**
 * Chooses all that is the same over a surface: colour by use, rule of the windows, light, haze,
 * selection. Faces are flat, so a value per vertex is exact, and the fragment stage stays short.
 *
 * Attributes: see `_FACADE` and `_BLD` in the server's building tiles. The axes of a tile are east,
 * up, south, so its normals need no matrix to be compared with the sun.
 */
export const vertexShaderText = /* glsl */ `
  ${hashGlsl}

  const float FACADE_STEPS_PER_METER = 32.;
  const float SHOP_FLOOR_FLAG = 100.;
  const float SHOP_FLOOR_EXTRA_METERS = 1.5;
  const float HAZE_DISTANCE_METERS = 5000.;
  // Azimuth 232 degrees, altitude 54 degrees: east, up, south.
  const vec3 TO_SUN = vec3(-.46318, .80902, .36188);

  vec3 wallColourOf(float use) {
    return use < .5 ? u_housing
      : use < 1.5 ? u_tower
      : use < 2.5 ? u_villageHouse
      : use < 3.5 ? u_commerce
      : use < 4.5 ? u_office
      : use < 5.5 ? u_public
      : use < 6.5 ? u_school
      : use < 7.5 ? u_hospital
      : u_industry;
  }

  void setWall(float use, float along, float length, float up, float storey, float base) {
    bool isGlazed = use > 2.5 && use < 4.5;
    bool isWorkshop = use > 7.5;
    float bay = isGlazed ? 2.4 : isWorkshop ? 6. : use > 4.5 ? 3.4 : use > 1.5 ? 3.2 : 3.6;
    // Whole bays fit into the wall.
    float bayCount = max(1., floor(length / bay + .4));
    v_cell.x = along / length * bayCount;
    v_cell.y = (up - base) / storey;
    v_rule = isGlazed ? vec4(.24, .86, .10, 1.)
      : isWorkshop ? vec4(.62, .82, .1, .9)
      : vec4(.30, .80, .22, .78);
    float strength = length < 2.2 ? 0. : isGlazed ? .59 : isWorkshop ? .49 : .56;
    v_paint = vec4(strength, .75, isGlazed ? .45 : 0., isGlazed ? .55 : .70);
  }

  void setRoof(float kind, vec2 pattern, float number, bool isLarge) {
    v_rule = vec4(0.);
    v_cell.xy = pattern / (kind < -2.5 ? .9 : 6.);
    v_paint = vec4(0., kind < -2.5 ? .55 : kind < -.5 ? 0. : isLarge ? .55 : .2, 0., 1.);
    vec3 tile = mix(u_tile, u_slate, step(.6, hashOf(vec2(number, 4.))));
    v_tone.w = kind < -2.5 ? .25 : kind < -1.5 ? .8 : kind < -.5 ? .45 : .42;
    v_tone.rgb = kind < -2.5 ? tile
      : kind < -1.5 ? mix(u_roof, u_glass, .62)
      : mix(v_tone.rgb, u_roof, kind < -.5 ? .45 : .70);
    v_tone.rgb *= 1. + (hashOf(vec2(number, 5.)) - .5) * .05;
  }

  void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
    vec4 facade = vsInput.attributes.facade / FACADE_STEPS_PER_METER;
    vec4 bld = vsInput.attributes.bld;
    float number = mod(bld.x, 8192.);
    float use = bld.y;
    bool hasShops = bld.w > SHOP_FLOOR_FLAG - .5;
    float storey = bld.w - (hasShops ? SHOP_FLOOR_FLAG : 0.);
    float kind = facade.z;

    vec3 tone = wallColourOf(use) * (1. + (hashOf(vec2(number, 1.)) - .5) * .055);
    v_tone = vec4(mix(tone, tone * vec3(1.018, 1., .978), step(.66, hashOf(vec2(number, 2.)))), 0.);
    v_cell.zw = vec2(facade.y, facade.w);
    if (kind > .05) {
      setWall(use, facade.x, kind, facade.y, storey, hasShops ? SHOP_FLOOR_EXTRA_METERS : 0.);
    } else {
      setRoof(kind, facade.xy, number, use > 2.5);
      // Roofs lie above every shade at the foot and every shop front.
      v_cell.zw = vec2(1e3, 2e3);
    }

    vec3 normal = vsInput.attributes.normalMC;
    vec3 light = mix(u_skyBelow, u_skyAbove, .5 + .5 * normal.y) + u_sun * max(dot(normal, TO_SUN), 0.);
    float range = length((czm_modelView * vec4(vsInput.attributes.positionMC, 1.)).xyz);
    // From high up the whole city is far away: the haze begins behind it.
    float hazeDistance = max(HAZE_DISTANCE_METERS, 2.6 * czm_eyeHeight);
    float haze = u_hazeMost * (1. - exp(-pow(range / hazeDistance, 2.2)));
    v_light = vec4(light, haze);

    float isSelected = abs(bld.x - u_selected) < .5 ? 1. : 0.;
    float isHovered = abs(bld.x - u_hovered) < .5 ? 1. : 0.;
    bool isShopFront = hasShops && kind > .05;
    v_state = vec4(isSelected, isHovered, floor(hashOf(vec2(number, 3.)) * 255.), isShopFront ? 1. : 0.);
  }
`
