using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>One of many, found by typing. It needs an <c>AdornmentAriaLabel</c>.</summary>
public class Find<T> : MudAutocomplete<T>
{
    public Find()
    {
        (Variant, Margin, Typo, Modal) = (Variant.Outlined, Margin.Dense, Typo.body1, false);
        OpenIcon = CloseIcon = IconSvg.Of("chevron");
        ClearIcon = IconSvg.Of("x");
    }
}
