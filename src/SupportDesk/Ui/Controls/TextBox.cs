using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A field for text, as this desk draws it: framed, 34 pixels high, its label above (see <see cref="Field"/>).</summary>
public class TextBox : MudTextField<string>
{
    public TextBox()
    {
        (Variant, Margin, Typo) = (Variant.Outlined, Margin.Dense, Typo.body1);
        ClearIcon = IconSvg.Of("x");
    }
}
