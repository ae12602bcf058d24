/** How a photograph is resized: a triangle or Catmull-Rom filter, as wide as the reduction (antialiased). */
export type Interpolation = 'bilinear' | 'bicubic';
