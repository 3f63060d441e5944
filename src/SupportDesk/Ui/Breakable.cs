using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SupportDesk.Ui;

/// <summary>An address in a narrow place: it breaks behind its @ and its dots, not inside a word.</summary>
public sealed class Breakable : ComponentBase
{
    [Parameter, EditorRequired] public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var from = 0;
        while (Text.AsSpan(from).IndexOfAny('@', '.') is >= 0 and var length)
        {
            builder.AddContent(0, Text.Substring(from, length + 1));
            builder.AddMarkupContent(1, "<wbr>");
            from += length + 1;
        }
        builder.AddContent(2, Text[from..]);
    }
}
