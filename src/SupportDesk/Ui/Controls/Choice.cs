using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>One of a few. A label's <c>for</c> does not reach it: it needs an <c>aria-label</c> of its own.</summary>
public class Choice<T> : MudSelect<T>
{
    public Choice()
    {
        (Variant, Margin, Typo, Modal) = (Variant.Outlined, Margin.Dense, Typo.body1, false);
        (AnchorOrigin, TransformOrigin) = (Origin.BottomLeft, Origin.TopLeft);
        OpenIcon = CloseIcon = IconSvg.Of("chevron");
        ClearIcon = IconSvg.Of("x");
    }
}
