namespace SupportDesk.Ui;

/// <summary>The desk's icons in the form the component library takes: what stands inside an <c>svg</c> of 24 by 24.</summary>
public static class IconSvg
{
    /// <param name="name">A symbol of icons.svg.</param>
    public static string Of(string name) =>
        $"""<g class="stroke"><use href="icons.svg#{name}"></use></g>""";
}
