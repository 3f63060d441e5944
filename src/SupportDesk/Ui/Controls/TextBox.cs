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

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        // A press has focused the field already. The library asks for the focus once more, behind a round trip: by then the hand may be
        // in the next field, would be pulled back, and its letters would land here.
        UserAttributes["__internal_stopPropagation_onclick"] = true;
    }
}
