// Apache ECharts with only the parts that this report draws. SVG, so that charts print and scale without loss.
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { BarChart, CustomChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { font_family } from '../text_size';
import { ink } from '../palette';

use([BarChart, CustomChart, LineChart, SankeyChart, ScatterChart,
  GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent, SVGRenderer]);

export type Option = EChartsCoreOption;
export type Engine = EChartsType;

export function draw(host: HTMLElement, width: number, height: number, option: Option, known: Engine | null): Engine {
  host.style.height = `${height}px`;
  const engine = known || init(host, null, { renderer: 'svg', width, height });
  if (known) engine.resize({ width, height });
  engine.setOption({ animation: false, textStyle: { fontFamily: font_family, color: ink }, ...option }, { notMerge: true });
  // A view box lets the print style scale the picture to the paper.
  const picture = host.querySelector('svg');
  if (picture) picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return engine;
}
