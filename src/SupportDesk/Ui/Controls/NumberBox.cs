using System.Globalization;
using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A field for a number with two decimals, written as the reader's language does; no arrows, which a wheel turns by accident.</summary>
public class NumberBox : MudNumericField<decimal?>
{
    public NumberBox()
    {
        (Variant, Margin, Typo) = (Variant.Outlined, Margin.Dense, Typo.body1);
        (HideSpinButtons, Format, Culture) = (true, "N2", CultureInfo.CurrentCulture);
    }
}
