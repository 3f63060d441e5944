using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A button that is only a picture. It needs an <c>aria-label</c>.</summary>
public class IconBtn : MudIconButton
{
    public IconBtn() => (Size, Ripple, DropShadow) = (Size.Small, false, false);
}
